"""The counters as pages for those who have no JupyterLab: Voilà with all other doors shut."""
