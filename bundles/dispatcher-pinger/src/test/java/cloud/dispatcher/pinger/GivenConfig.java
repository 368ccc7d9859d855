package cloud.dispatcher.pinger;

import java.lang.annotation.Annotation;
import java.util.Map;

/** A configuration as the component runtime hands it over. */
@SuppressWarnings({"BadAnnotationImplementation", "ImmutableAnnotationChecker"})
record GivenConfig(Map<String, String> texts) implements PingerService.Config {
    private String text(String key) {
        try {
            var method = PingerService.Config.class.getMethod(key);
            return texts.getOrDefault(key, (String) method.getDefaultValue());
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String everySeconds() {
        return text("everySeconds");
    }

    @Override
    public String timeoutSeconds() {
        return text("timeoutSeconds");
    }

    @Override
    public String misses() {
        return text("misses");
    }

    @Override
    public String answers() {
        return text("answers");
    }

    @Override
    public String patienceSeconds() {
        return text("patienceSeconds");
    }

    @Override
    public String persistEverySeconds() {
        return text("persistEverySeconds");
    }

    @Override
    public String connections() {
        return text("connections");
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return PingerService.Config.class;
    }
}
