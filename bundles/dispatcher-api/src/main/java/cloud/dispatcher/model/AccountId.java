package cloud.dispatcher.model;

/** Names one account for its whole life, also after it was deleted. A UUID of version 7 (RFC 9562) in text. */
public record AccountId(String value) implements Comparable<AccountId> {
    public AccountId {
        Text.require(value, "account id");
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
