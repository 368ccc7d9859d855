package cloud.dispatcher.http.rest;

import cloud.dispatcher.http.rest.Problem.Bad;
import cloud.dispatcher.http.rest.Problem.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object strictly: every field that nobody asks for, and every one that is not as it must be, is noted with its JSON
 * Pointer. Reading goes on after a bad field, with something harmless in its place, so that one answer names them all: nothing that was
 * read may be used before {@link #done()} has returned.
 */
public final class Fields {
    /** The longest text of a field that is no document. */
    public static final int SHORT = 255;

    private static final String HARMLESS = "?";

    private final ObjectNode node;
    private final String at;
    private final List<Bad> bad;
    private final List<Fields> inner = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private Fields(ObjectNode node, String at, List<Bad> bad) {
        this.node = node;
        this.at = at;
        this.bad = bad;
    }

    /** @throws RefusedException when the body is no object */
    public static Fields of(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return new Fields(object, "", new ArrayList<>());
        }
        throw RefusedException.fields(List.of(new Bad(Place.POINTER, "", "The body must be a JSON object.")));
    }

    /** @throws RefusedException when anything that was read was bad, or something was not read */
    public void done() {
        noteUnknown();
        if (!bad.isEmpty()) {
            throw RefusedException.fields(bad);
        }
    }

    private void noteUnknown() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                note(name, "There is no field of this name here.");
            }
        });
        inner.forEach(Fields::noteUnknown);
    }

    /** Notes that a field is not as it must be. */
    public void note(String name, String detail) {
        bad.add(new Bad(Place.POINTER, pointer(name), detail));
    }

    private String pointer(String name) {
        return at + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private @Nullable JsonNode take(String name) {
        known.add(name);
        var value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    public boolean has(String name) {
        return node.has(name);
    }

    public boolean isNull(String name) {
        return node.path(name).isNull();
    }

    /** A text that must be there and not blank. */
    public String text(String name) {
        int before = bad.size();
        var text = optional(name);
        if (text == null && bad.size() == before) {
            note(name, "This text is needed.");
        }
        return text == null ? HARMLESS : text;
    }

    /** A text that may be left out or null. */
    public @Nullable String optional(String name) {
        return optional(name, SHORT);
    }

    /** A text that may be left out or null, of at most {@code most} characters. */
    public @Nullable String optional(String name, int most) {
        var value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            note(name, "This must be a text.");
            return null;
        }
        return sound(name, value.textValue(), most);
    }

    private @Nullable String sound(String name, String text, int most) {
        if (text.isBlank()) {
            note(name, "This must not be blank; leave it out where it is not needed.");
        } else if (text.length() > most) {
            note(name, "This must not be longer than " + most + " characters.");
        } else if (!Characters.areSound(text)) {
            note(name, "This must not hold the character NUL or half a surrogate pair.");
        } else {
            return text;
        }
        return null;
    }

    /** A whole number from {@code least} to {@code most}, or null where it is left out. */
    public @Nullable Integer whole(String name, int least, int most) {
        var value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            note(name, "This must be a whole number from " + least + " to " + most + ".");
            return null;
        }
        return value.intValue();
    }

    /** True or false; false where it is left out. */
    public boolean flag(String name) {
        var value = take(name);
        if (value != null && !value.isBoolean()) {
            note(name, "This must be true or false.");
        }
        return value != null && value.booleanValue();
    }

    /** Texts by name; numbers and truth values are taken as their text. Empty where it is left out. */
    public Map<String, String> texts(String name) {
        var texts = new LinkedHashMap<String, String>();
        patch(name).forEach((key, value) -> {
            if (value == null) {
                bad.add(new Bad(Place.POINTER, pointer(name) + "/" + key, "This must not be null."));
            } else {
                texts.put(key, value);
            }
        });
        return texts;
    }

    /** Like {@link #texts}, with null for what is to be taken away (RFC 7396). */
    public Map<String, @Nullable String> patch(String name) {
        var texts = new LinkedHashMap<String, @Nullable String>();
        var value = take(name);
        if (value == null) {
            return texts;
        }
        if (!(value instanceof ObjectNode object)) {
            note(name, "This must be an object.");
            return texts;
        }
        var fields = new Fields(object, pointer(name), bad);
        object.fieldNames().forEachRemaining(key -> texts.put(key, fields.scalar(key)));
        return texts;
    }

    private @Nullable String scalar(String name) {
        var value = take(name);
        if (value == null) {
            return null;
        }
        if (name.isBlank() || name.length() > SHORT || !Characters.areSound(name)) {
            note(name, "A name must be 1 to " + SHORT + " characters, without NUL.");
        }
        if (!value.isValueNode()) {
            note(name, "This must be a text.");
            return HARMLESS;
        }
        var text = value.asText();
        if (!Characters.areSound(text)) {
            note(name, "This must not hold the character NUL or half a surrogate pair.");
        }
        return text;
    }

    /** A list of objects, each to be read on its own; {@link #done()} of this one counts for them too. */
    public List<Fields> objects(String name, int most) {
        var value = take(name);
        if (value == null || !value.isArray() || value.isEmpty() || value.size() > most) {
            note(name, "This must be a list of 1 to " + most + " objects.");
            return List.of();
        }
        var list = new ArrayList<Fields>();
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i) instanceof ObjectNode object) {
                list.add(new Fields(object, pointer(name) + "/" + i, bad));
            } else {
                bad.add(new Bad(Place.POINTER, pointer(name) + "/" + i, "This must be an object."));
            }
        }
        inner.addAll(list);
        return list;
    }
}
