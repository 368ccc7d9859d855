package cloud.dispatcher.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of what an account holds.
 *
 * @param nextPage names the next page; null when this was the last
 */
public record Listing(List<Sighting> items, @Nullable String nextPage) {
    public Listing {
        items = List.copyOf(items);
    }
}
