"""What people told us: cycles, answers, assessments, published results; and the store that keeps them."""
