"""What reports and exports are made of: frozen dataclasses that `printing` takes.

Everything in them is ready to be written: names as they may be printed, moments in the office's
zone. What must never be printed has no field here.
"""
