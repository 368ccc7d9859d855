package cloud.dispatcher.engine.judge;

import cloud.dispatcher.api.RejectedException.FieldError;
import java.util.List;

/** Whether people can type a name that is given anew. What has an unfit one already is named by its id. */
final class Names {
    private Names() {}

    /** What is wrong with it; empty where nothing is. */
    static List<FieldError> wrong(String name, String pointer) {
        if (name.startsWith("-")) {
            return List.of(new FieldError(
                    pointer, "The name must not begin with a hyphen; the shell would take it for an option."));
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            return List.of(new FieldError(pointer, "The name must not hold control characters, as a line break is."));
        }
        return List.of();
    }
}
