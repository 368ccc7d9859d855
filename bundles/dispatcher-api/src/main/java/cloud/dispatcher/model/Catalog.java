package cloud.dispatcher.model;

import java.util.List;

/** What can be asked for in one account. An empty list of a kind means that the cloud has no such choice. */
public record Catalog(
        List<Choice> sizes, List<Choice> images, List<Choice> networks, List<Choice> zones, List<Choice> keyPairs) {

    /**
     * One thing to choose.
     *
     * @param name the word that a launch uses
     * @param title for people
     */
    public record Choice(String name, String title) {}

    public Catalog {
        sizes = List.copyOf(sizes);
        images = List.copyOf(images);
        networks = List.copyOf(networks);
        zones = List.copyOf(zones);
        keyPairs = List.copyOf(keyPairs);
    }
}
