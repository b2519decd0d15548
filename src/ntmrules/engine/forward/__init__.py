"""The engine that chains verdicts upwards, and the session in which figures arrive one by one."""
