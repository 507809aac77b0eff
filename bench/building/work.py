"""What the bench's plan is called, known without planning.py, which is imported only when there is something to plan."""

SAME_WORK = "same work"
