package dev.mortise.controller;

import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.access.LogIns;
import dev.mortise.controller.adapter.access.TlsKey;
import dev.mortise.controller.adapter.plantserver.PlantServer;
import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.adapter.web.Web;
import dev.mortise.controller.config.Configuration;
import dev.mortise.controller.config.Settings;
import dev.mortise.controller.port.Time;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a controller is reached.
 *
 * @param plantServer when the settings want one
 */
record Doors(Web web, Optional<PlantServer> plantServer) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    /**
     * Opens all of them, or none.
     *
     * @throws IllegalStateException when one cannot be opened; the message says why
     */
    static Doors open(Service service, LiveBoard board, Configuration configuration, String version) {
        Settings settings = configuration.settings();
        Settings.Http http = settings.http();
        Time clock = Time.ofTheMachine();
        Accounts accounts = accounts(settings, clock);
        Web web = Web.start(new Web.Setup(
                http.bind(),
                http.port(),
                http.tls().map(Doors::key),
                http.entry() == Settings.Entry.OPEN
                        ? new Web.Admission.Everybody()
                        : new Web.Admission.Users(new LogIns(accounts, clock), http.openMetrics()),
                service.desk(),
                board,
                service::robots,
                version,
                () -> service.isRunning() && board.isCaughtUp() && !board.isStoreSlow()));
        try {
            return new Doors(
                    web,
                    settings.plantServer()
                            .map(wanted -> PlantServer.start(new PlantServer.Setup(
                                    new PlantServer.Listen(wanted.bind(), wanted.port()),
                                    wanted.directory(),
                                    accounts,
                                    new PlantServer.Plant(
                                            configuration.plant().name(),
                                            configuration.types().keySet(),
                                            version),
                                    service.desk(),
                                    board))));
        } catch (IllegalStateException e) {
            web.close();
            throw e;
        }
    }

    private static TlsKey key(Settings.Tls tls) {
        try {
            TlsKey key = tls.own()
                    ? TlsKey.readOrMake(tls.key(), tls.certificate())
                    : TlsKey.read(tls.key(), tls.certificate());
            LOG.info("the HTTP door shows the certificate in {}: {}", tls.certificate(), key);
            return key;
        } catch (IOException e) {
            throw new IllegalStateException("cannot use key and certificate of the HTTP door: " + e.getMessage(), e);
        }
    }

    /** One for all doors, with one count of wrong passwords; with somebody in it where a door asks. */
    private static Accounts accounts(Settings settings, Time clock) {
        Accounts accounts = new Accounts(settings.access().directory(), clock);
        if (settings.http().entry() == Settings.Entry.LOGIN
                || settings.plantServer().isPresent()) {
            try {
                accounts.makeFirst()
                        .ifPresent(file -> LOG.info("the first user is admin; the password is in {}", file));
            } catch (Accounts.Unusable e) {
                throw new IllegalStateException(
                        "cannot use the directory of the users, access.directory "
                                + settings.access().directory() + ": " + e.getMessage(),
                        e);
            }
        }
        return accounts;
    }

    @Override
    public void close() {
        plantServer.ifPresent(PlantServer::close);
        web.close();
    }
}
