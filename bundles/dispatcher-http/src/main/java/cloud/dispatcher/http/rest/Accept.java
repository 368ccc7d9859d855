package cloud.dispatcher.http.rest;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses the media type of an answer (RFC 9110, 12.5.1). A decision: values in, value out. */
final class Accept {
    private Accept() {}

    /**
     * @param header the header Accept, or null where there is none
     * @param offered the preferred first
     * @return the one that is wanted most, the preferred of equals; null where none is accepted
     */
    static @Nullable String choose(@Nullable String header, List<String> offered) {
        if (header == null || header.isBlank()) {
            return offered.get(0);
        }
        String best = null;
        double most = 0;
        for (var type : offered) {
            double quality = quality(header, type);
            if (quality > most) {
                most = quality;
                best = type;
            }
        }
        return best;
    }

    /** The most specific range that names the type counts. */
    private static double quality(String header, String type) {
        int specific = -1;
        double quality = 0;
        for (var range : header.split(",", -1)) {
            var parts = range.split(";", -1);
            int fits = fits(parts[0].strip().toLowerCase(Locale.ROOT), type);
            if (fits > specific) {
                specific = fits;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private static int fits(String range, String type) {
        if (range.equals(type.split(";", 2)[0])) {
            return 2;
        }
        if (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1))) {
            return 1;
        }
        return range.equals("*/*") || range.equals("*") ? 0 : -1;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 1;
                }
            }
        }
        return 1;
    }
}
