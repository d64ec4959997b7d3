"""The counter of plans and simulations: levels are moved, and the index follows at once.

``counter`` holds the state, ``sliders`` the table that is moved, ``scenario_panel`` what is kept by name,
``plan_panel`` the search for the cheapest road to a target.
"""
