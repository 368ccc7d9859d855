package cloud.dispatcher.engine.walk;

/** What was decided: the operation as it is stored from now on, and what is done next. */
record Turn(WalkState state, Next next) {}
