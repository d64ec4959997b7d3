"""What people told us: cycles, assessments, published results."""
