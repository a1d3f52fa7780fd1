"""The pages of app/ import their siblings from the script's own folder, as Streamlit has it."""

import sys
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
sys.path.insert(0, str(APP))
