package cloud.dispatcher.shell;

/** One column of a table. */
record Column(String header, Overflow overflow) {

    /** What becomes of a column on a terminal that is too narrow. */
    enum Overflow {
        /** It is always whole. */
        NONE,
        /** An id: its first characters, which every command accepts. */
        SHORT_ID,
        /** A name: cut in its middle, because names differ in their ends. */
        CUT_MIDDLE,
        /** A text: cut at its end. */
        CUT_END,
        /** Whole, or left out: half an address is of no use. */
        OMIT,
        /** Cut at its end, and left out where that is not enough. */
        CUT_OR_OMIT,
        /** Continued in the lines below. */
        WRAP
    }
}
