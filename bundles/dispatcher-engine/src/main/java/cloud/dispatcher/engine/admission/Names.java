package cloud.dispatcher.engine.admission;

import cloud.dispatcher.api.RejectedException.FieldError;
import cloud.dispatcher.model.Text;
import java.util.List;

/** Whether people can type a name that is given anew. What has an unfit one already is named by its id. */
final class Names {
    private Names() {}

    /** What is wrong with it; empty where nothing is. */
    static List<FieldError> wrong(String name, String pointer) {
        var hyphen = hyphen(name, pointer);
        return hyphen.isEmpty() ? unprintable(name, pointer, "The name") : hyphen;
    }

    static List<FieldError> hyphen(String name, String pointer) {
        return name.startsWith("-")
                ? List.of(new FieldError(
                        pointer, "The name must not begin with a hyphen; the shell would take it for an option."))
                : List.of();
    }

    /** Whether a text would steer the terminals and logs that it is shown in; empty where it would not. */
    static List<FieldError> unprintable(String text, String pointer, String what) {
        return Text.isUnprintable(text)
                ? List.of(new FieldError(
                        pointer,
                        what + " must not hold control characters, line breaks or marks of the writing direction."))
                : List.of();
    }
}
