package cloud.dispatcher.control.etc;

import java.util.List;
import org.apache.felix.metatype.AD;
import org.osgi.service.metatype.AttributeDefinition;

/** One key of a configuration as its component declares it. */
record ConfigKey(AD declared) {
    String name() {
        return declared.getID();
    }

    /** As it would be written in the file. */
    String defaultValue() {
        var values = declared.getDefaultValue();
        return values == null || values.length == 0 ? "" : values[0].replaceFirst("[.]0$", "");
    }

    String description() {
        return declared.getDescription() == null ? "" : declared.getDescription();
    }

    /** Whether type, limits and options allow it. A list is never allowed: no key takes one. */
    boolean accepts(Object value) {
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            return false;
        }
        var text = value.toString().strip();
        var fault = declared.validate(text); // which takes an empty text for one
        return (fault == null || fault.isEmpty()) && !(text.isEmpty() && declared.isRequired());
    }

    /** For people. */
    String allowed() {
        var options = declared.getOptionValues();
        if (options != null && options.length > 0) {
            return String.join(" or ", List.of(options));
        }
        return switch (declared.getType()) {
            case AttributeDefinition.INTEGER, AttributeDefinition.LONG -> "a whole number" + limits();
            case AttributeDefinition.DOUBLE -> "a number" + limits();
            case AttributeDefinition.BOOLEAN -> "true or false";
            default -> declared.isRequired() ? "a text that is not empty" : "a text";
        };
    }

    private String limits() {
        return " from " + declared.getMin() + " to " + declared.getMax();
    }
}
