package dev.mortise.controller;

import dev.mortise.controller.adapter.access.TrustStore;
import dev.mortise.controller.adapter.plc.PlcKeys;
import dev.mortise.controller.config.Settings;
import dev.mortise.controller.domain.plant.CellId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every list of certificates of one controller: of programs that come in, and of each cell's PLC. */
final class TrustLists {

    private static final String PLANT_SERVER = "plant server";

    private final List<Named> all = new ArrayList<>();

    /** One list; its name is what {@code --for} takes. */
    record Named(String name, TrustStore store) {}

    /** One certificate, and where it stands. */
    record Placed(Named list, TrustStore.Entry entry) {}

    private TrustLists() {}

    static TrustLists of(Settings settings) throws IOException {
        TrustLists lists = new TrustLists();
        if (settings.plantServer().isPresent()) {
            lists.all.add(new Named(
                    PLANT_SERVER,
                    new TrustStore(settings.plantServer().orElseThrow().directory())));
        }
        if (Files.isDirectory(settings.plcTrust())) {
            try (Stream<Path> cells = Files.list(settings.plcTrust())) {
                for (Path cell : cells.filter(Files::isDirectory).sorted().toList()) {
                    CellId id = new CellId(String.valueOf(cell.getFileName()));
                    lists.all.add(new Named(id.value(), new TrustStore(PlcKeys.listOf(settings.plcTrust(), id))));
                }
            }
        }
        return lists;
    }

    boolean none() {
        return all.isEmpty();
    }

    List<Placed> certificates() throws IOException {
        List<Placed> found = new ArrayList<>();
        for (Named list : all) {
            list.store().list().forEach(entry -> found.add(new Placed(list, entry)));
        }
        return found;
    }

    /**
     * The list that a certificate is to be looked for in. A device may speak for several cells with one certificate; it is
     * taken for one of them at a time, so that it gets no cell that nobody meant.
     *
     * @param name of a list; empty: the only one that has it
     */
    Named having(String prefix, String name) throws IOException, TrustStore.Refused {
        List<Named> named = all.stream()
                .filter(list -> name.isEmpty() || list.name().equalsIgnoreCase(name))
                .toList();
        if (named.isEmpty()) {
            throw new TrustStore.Refused("no list '" + name + "'; there is " + names(all));
        }
        if (named.size() == 1) {
            return named.get(0);
        }
        String begin = prefix.toLowerCase(Locale.ROOT).replace(":", "");
        List<Named> having = certificates().stream()
                .filter(placed -> placed.entry().fingerprint().startsWith(begin))
                .map(Placed::list)
                .distinct()
                .toList();
        if (having.size() > 1) {
            throw new TrustStore.Refused(prefix + " is in the lists of " + names(having) + "; say which: --for LIST");
        }
        return having.isEmpty() ? named.get(0) : having.get(0);
    }

    private static String names(List<Named> lists) {
        return lists.stream().map(Named::name).collect(Collectors.joining(", "));
    }
}
