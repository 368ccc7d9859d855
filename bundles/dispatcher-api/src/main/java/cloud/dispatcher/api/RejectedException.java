package cloud.dispatcher.api;

import java.io.Serial;
import java.util.List;
import java.util.function.UnaryOperator;

/** Refused, and nothing was stored. The message says what to do, and holds no secret. */
public final class RejectedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Refusal refusal;
    private final transient List<FieldError> fields;

    /**
     * One bad field.
     *
     * @param pointer where it is in the request (JSON Pointer, RFC 6901): {@code /settings/region}
     * @param detail what is allowed
     */
    public record FieldError(String pointer, String detail) {}

    public RejectedException(Refusal refusal, String message) {
        this(refusal, message, List.of());
    }

    public RejectedException(Refusal refusal, String message, List<FieldError> fields) {
        super(message);
        this.refusal = refusal;
        this.fields = List.copyOf(fields);
    }

    public Refusal refusal() {
        return refusal;
    }

    public List<FieldError> fields() {
        return fields;
    }

    /** The same with every pointer moved to where the request really has the field. */
    public RejectedException at(UnaryOperator<String> pointer) {
        return new RejectedException(
                refusal,
                String.valueOf(getMessage()),
                fields.stream()
                        .map(field -> new FieldError(pointer.apply(field.pointer()), field.detail()))
                        .distinct()
                        .toList());
    }
}
