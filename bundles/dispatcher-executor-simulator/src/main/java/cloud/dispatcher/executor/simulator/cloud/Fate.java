package cloud.dispatcher.executor.simulator.cloud;

/** What becomes of one call. */
public enum Fate {
    /** Nothing special. */
    GO_ON,
    /** It never reaches the cloud; the caller sees its connection reset. */
    LOSE_BEFORE_EFFECT,
    /** Its effect is kept; the caller sees its connection reset. */
    EFFECT_THEN_LOSE_ANSWER,
    /** The caller sees its connection reset; the call takes effect when it is delivered. */
    LOSE_ANSWER_AND_HOLD,
    /** The caller dies before it could send. */
    DIE_BEFORE_EFFECT,
    /** The caller dies before it hears the answer; the effect is kept. */
    EFFECT_THEN_DIE,
    /** The caller dies while the call is under way: it takes effect when it is delivered. */
    HOLD,
    /** Too many calls: refused without effect. */
    THROTTLE,
    /** The cloud breaks down over it, without an effect. */
    BREAK_DOWN,
    /** A look-up shows nothing. */
    SHOW_NOTHING,
    /** The call arrives twice: a change is made twice, a look-up shows each thing twice. */
    TWICE,
    /** What is created breaks while it boots. */
    CREATE_BROKEN
}
