"""The Kuesioner as an Excel workbook: out to every OPD, and in again."""
