"""The pages of claimcheck: `streamlit run app.py`, or `claimcheck ui` where it is installed."""

from claimcheck.ui.main import main

main()
