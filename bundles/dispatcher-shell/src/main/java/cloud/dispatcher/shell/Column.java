package cloud.dispatcher.shell;

/** One column of a table. */
record Column(String header, Give give) {

    /** How a column gives way on a narrow terminal. */
    enum Give {
        NOTHING,
        /** Its values end in "…". */
        CUT,
        /** Whole, or left out: half an address helps nobody. */
        LEFT_OUT,
        /** Cut, and left out where that is not enough. */
        CUT_OR_LEFT_OUT,
        /** Its values go on in the lines below. */
        WRAPPED
    }
}
