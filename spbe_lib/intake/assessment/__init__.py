"""The values of a stage for the government as a whole: by workbook, CSV or YAML."""
