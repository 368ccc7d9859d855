package cloud.dispatcher.http.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a record's schema says of it or of one of its members beyond name, type and whether it may be left out (null). */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Described {
    /** The usual length of a text that is taken, in characters. */
    long SHORT = 255;

    /** One or two sentences for users; nothing where the name says it. */
    String value() default "";

    /** The least number. */
    long min() default 0;

    /** The greatest number, or the most characters of a text or items of a list; both are then to have at least one. 0 for no limit. */
    long max() default 0;

    /** What a member that is left out means; it need not be there then. */
    String fallback() default "";

    String example() default "";

    /** The JSON types that the values of a map of texts may have: what is no text is taken as its text. */
    String[] values() default {};
}
