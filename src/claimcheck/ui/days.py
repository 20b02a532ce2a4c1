"""The days a person can choose: Streamlit's own limit is ten years around today, too narrow for archives."""

from __future__ import annotations

from datetime import date

FIRST_DAY = date(1000, 1, 1)
LAST_DAY = date(2999, 12, 31)
