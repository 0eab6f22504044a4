package dev.mortise.controller;

import dev.mortise.controller.adapter.plantserver.PlantServer;
import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.adapter.web.Web;
import dev.mortise.controller.config.Configuration;
import dev.mortise.controller.config.Settings;
import dev.mortise.controller.port.Time;
import java.util.Optional;

/**
 * How a controller is reached.
 *
 * @param plantServer when the settings want one
 */
record Doors(Web web, Optional<PlantServer> plantServer) implements AutoCloseable {

    /**
     * Opens all of them, or none.
     *
     * @throws IllegalStateException when one cannot be opened; the message says why
     */
    static Doors open(Service service, LiveBoard board, Configuration configuration, String version) {
        Settings.Http http = configuration.settings().http();
        Web web = Web.start(new Web.Setup(
                http.bind(),
                http.port(),
                service.desk(),
                board,
                service::robots,
                version,
                () -> service.isRunning() && board.isCaughtUp() && !board.isStoreSlow()));
        try {
            return new Doors(
                    web,
                    configuration
                            .settings()
                            .plantServer()
                            .map(wanted -> PlantServer.start(new PlantServer.Setup(
                                    new PlantServer.Listen(wanted.bind(), wanted.port()),
                                    wanted.directory(),
                                    new PlantServer.Plant(
                                            configuration.plant().name(),
                                            configuration.types().keySet(),
                                            version),
                                    service.desk(),
                                    board,
                                    Time.ofTheMachine()))));
        } catch (IllegalStateException e) {
            web.close();
            throw e;
        }
    }

    @Override
    public void close() {
        plantServer.ifPresent(PlantServer::close);
        web.close();
    }
}
