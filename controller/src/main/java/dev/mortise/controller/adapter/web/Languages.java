package dev.mortise.controller.adapter.web;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The words of the pages, a file for each language; {@code languages.json} says which there are. */
final class Languages {

    private static final String DIRECTORY = "messages/";
    private static final String INDEX = "languages.json";

    private Languages() {}

    /** Tags of BCP 47, the first one that of the server's own sentences. */
    static List<String> tags() {
        return List.copyOf(
                JsonMapper.shared().readTree(Routes.resource(DIRECTORY + INDEX)).propertyNames());
    }

    /** The message file of a language. */
    static String file(String tag) {
        return DIRECTORY + tag + ".json";
    }

    static List<Route> routes() {
        return Stream.concat(Stream.of(DIRECTORY + INDEX), tags().stream().map(Languages::file))
                .map(name -> Routes.file("/" + name, Need.NOTHING, name, "application/json; charset=utf-8"))
                .toList();
    }
}
