package cloud.dispatcher.model;

/** Names one accepted action; also the token under which a cloud is asked to create, so it never changes and is never used twice. A UUID of version 7 (RFC 9562) in text. */
public record OperationId(String value) implements Comparable<OperationId> {
    public OperationId {
        Text.require(value, "operation id");
    }

    @Override
    public int compareTo(OperationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
