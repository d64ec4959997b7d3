"""The report of one OPD (*Laporan OPD*): its data alone."""
