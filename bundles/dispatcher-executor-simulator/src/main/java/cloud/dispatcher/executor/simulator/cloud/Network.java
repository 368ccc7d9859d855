package cloud.dispatcher.executor.simulator.cloud;

/** Where running servers answer. */
interface Network {
    /** Nobody answers. */
    Network NONE = new Network() {
        @Override
        public void open(String address, int port) {}

        @Override
        public void close(String address, int port) {}
    };

    /** From now on connections to it are accepted; opening what is open does nothing. */
    void open(String address, int port);

    /** From now on connections to it are refused. */
    void close(String address, int port);
}
