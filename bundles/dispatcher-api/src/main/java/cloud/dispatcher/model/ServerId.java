package cloud.dispatcher.model;

/** Names one server for its whole life, also after it is gone. A UUID of version 7 (RFC 9562) in text. */
public record ServerId(String value) implements Comparable<ServerId> {
    public ServerId {
        Text.require(value, "server id");
    }

    @Override
    public int compareTo(ServerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
