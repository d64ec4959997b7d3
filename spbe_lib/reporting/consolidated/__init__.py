"""The consolidated report (*Laporan Konsolidasi*): the whole government."""
