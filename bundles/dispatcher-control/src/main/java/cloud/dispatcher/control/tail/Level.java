package cloud.dispatcher.control.tail;

/** How much a line of the log asks for attention, from the least to the most. */
enum Level {
    TRACE("2"),
    DEBUG("2"),
    INFO(""),
    WARN("33"),
    ERROR("1;31"),
    FATAL("1;31");

    private final String look;

    /** @param look parameters of ECMA-48's SGR; empty for none */
    Level(String look) {
        this.look = look;
    }

    String look() {
        return look;
    }
}
