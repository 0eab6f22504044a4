package dev.mortise.controller.adapter.plc;

import dev.mortise.controller.adapter.access.Strength;
import dev.mortise.controller.adapter.access.TrustStore;
import dev.mortise.controller.domain.plant.CellId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;

/**
 * What the controller shows to PLCs, and which certificates it knows them by: a list for every cell, so that the PLC of
 * one cell cannot speak for another's. Nothing is made before a cell needs it.
 */
public final class PlcKeys {

    private final Path directory;
    private Optional<OwnCertificate> own = Optional.empty();

    /** One cell's security. */
    record Secured(OwnCertificate own, PinnedPlc pinned) {}

    public PlcKeys(Path directory) {
        this.directory = directory;
    }

    /** Where a cell's list of certificates is, for whoever keeps it. */
    public static Path listOf(Path directory, CellId cell) {
        return directory.resolve(cell.value());
    }

    /** @throws UaException when the files cannot be used; the message says why */
    synchronized Secured of(CellId cell) throws UaException {
        try {
            if (own.isEmpty()) {
                Strength.allPolicies();
                own = Optional.of(OwnCertificate.readOrMake(directory.resolve("client-key.p12")));
            }
            return new Secured(own.orElseThrow(), new PinnedPlc(new TrustStore(listOf(directory, cell))));
        } catch (IOException e) {
            throw new UaException(StatusCodes.Bad_ConfigurationError, "the keys for PLCs: " + e.getMessage(), e);
        }
    }
}
