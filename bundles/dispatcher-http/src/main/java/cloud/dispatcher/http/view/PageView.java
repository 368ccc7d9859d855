package cloud.dispatcher.http.view;

import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.model.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list, or a page of one. */
public record PageView<T>(
        List<T> items,

        @Described("Asks for the next page; missing on the last.") @Nullable
        String nextCursor) {
    public static <F, T> PageView<T> of(Page<F> page, Function<F, T> item) {
        return new PageView<>(page.items().stream().map(item).toList(), page.nextCursor());
    }

    /** A list that has no further pages. */
    public static <F, T> PageView<T> of(List<F> items, Function<F, T> item) {
        return new PageView<>(items.stream().map(item).toList(), null);
    }
}
