package cloud.dispatcher.engine.admission;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.RejectedException.FieldError;
import cloud.dispatcher.model.Durations;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.model.Setting;
import cloud.dispatcher.model.Text;
import cloud.dispatcher.spi.Description;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds an account against what its executor asks for. */
public final class Validation {
    private final Description description;

    public Validation(Description description) {
        this.description = description;
    }

    /** @throws RejectedException INVALID with every bad field; a credential's value is never shown */
    public void check(Map<String, String> settings, Map<String, Secret> credentials) {
        var errors = new ArrayList<FieldError>();
        var revealed = new HashMap<String, String>();
        credentials.forEach((name, secret) -> revealed.put(name, secret.reveal()));
        check("/settings/", description.settings(), settings, errors);
        settings.forEach((name, value) ->
                errors.addAll(Names.unprintable(name + value, "/settings/" + Text.oneLine(name), "A setting")));
        check("/credentials/", description.credentials(), revealed, errors);
        if (!errors.isEmpty()) {
            var first = errors.get(0);
            throw new RejectedException(Refusal.INVALID, first.pointer() + ": " + first.detail(), errors);
        }
    }

    private static void check(String pointer, List<Setting> known, Map<String, String> given, List<FieldError> errors) {
        var names = known.stream().map(Setting::name).collect(Collectors.toSet());
        given.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .forEach(name -> errors.add(new FieldError(
                        pointer + name,
                        "not known; known are " + names.stream().sorted().toList())));
        for (var setting : known) {
            var value = given.get(setting.name());
            if (value == null) {
                if (setting.fallback() == null) {
                    errors.add(new FieldError(pointer + setting.name(), "must be given: " + setting.description()));
                }
            } else {
                wrong(setting, value).ifPresent(detail -> errors.add(new FieldError(pointer + setting.name(), detail)));
            }
        }
    }

    private static Optional<String> wrong(Setting setting, String value) {
        if (!setting.allowed().isEmpty() && !setting.allowed().contains(value)) {
            return Optional.of("must be one of " + setting.allowed());
        }
        try {
            switch (setting.type()) {
                case TEXT -> {}
                case INTEGER -> Long.parseLong(value);
                case DURATION -> {
                    if (Durations.parse(value).isNegative()) {
                        return Optional.of("must not be negative");
                    }
                }
                case DECIMAL -> new BigDecimal(value);
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    switch (setting.type()) {
                        case TEXT -> "must be text";
                        case INTEGER -> "must be a whole number";
                        case DURATION -> "must be a duration: 60s, 10m, 1h, or PT1.5S as ISO 8601 writes it";
                        case DECIMAL -> "must be a number, 0.25";
                    });
        }
    }

    /** Whether a setting differs that must not change while the account is used. */
    public boolean touchesFixed(Map<String, String> before, Map<String, String> after) {
        return description.settings().stream()
                .filter(setting -> setting.change() == Setting.Change.WHILE_EMPTY)
                .anyMatch(setting -> !Objects.equals(before.get(setting.name()), after.get(setting.name())));
    }

    /** For all of these, and there is one at least. */
    static RejectedException refused(List<FieldError> errors) {
        return new RejectedException(Refusal.INVALID, errors.get(0).detail(), errors);
    }

    static RejectedException refused(String pointer, String detail) {
        return refused(List.of(new FieldError(pointer, detail)));
    }
}
