"""How results are shown: frozen report inputs, tables, charts, prose, and the rendering of one report."""
