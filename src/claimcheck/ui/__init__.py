"""The pages: a fact-checker works in the browser. Thin over the Workbench; Streamlit has its only home here."""
