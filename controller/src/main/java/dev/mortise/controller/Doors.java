package dev.mortise.controller;

import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.access.LogIns;
import dev.mortise.controller.adapter.access.TlsKey;
import dev.mortise.controller.adapter.audit.AccessWatch;
import dev.mortise.controller.adapter.audit.Audit;
import dev.mortise.controller.adapter.audit.AuditTrail;
import dev.mortise.controller.adapter.audit.AuditedDesk;
import dev.mortise.controller.adapter.audit.Deed;
import dev.mortise.controller.adapter.history.Archive;
import dev.mortise.controller.adapter.history.History;
import dev.mortise.controller.adapter.history.Keeping;
import dev.mortise.controller.adapter.history.Recorder;
import dev.mortise.controller.adapter.plantserver.PlantServer;
import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.adapter.web.Site;
import dev.mortise.controller.adapter.web.Web;
import dev.mortise.controller.config.Configuration;
import dev.mortise.controller.config.Settings;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.flight.FlightFiles;
import dev.mortise.controller.port.Time;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a controller is reached.
 *
 * @param plantServer when the settings want one
 * @param trail when any door asks who comes
 * @param watch over the files that say who may come in; when there is a trail
 */
record Doors(
        Web web,
        Optional<PlantServer> plantServer,
        Optional<AuditTrail> trail,
        Optional<AccessWatch> watch,
        Recorder recorder)
        implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    /** What all doors open on. */
    private record Inside(
            Service service,
            LiveBoard board,
            Configuration configuration,
            String version,
            Accounts accounts,
            Audit audit) {

        Web web(Time clock) {
            Settings.Http http = configuration.settings().http();
            return Web.start(new Web.Setup(
                    http.bind(),
                    http.port(),
                    http.tls().map(Doors::key),
                    http.entry() == Settings.Entry.OPEN
                            ? new Web.Admission.Everybody()
                            : new Web.Admission.Users(new LogIns(accounts, clock), audit, http.openMetrics()),
                    new AuditedDesk(service.desk(), Deed.HTTP, audit),
                    board,
                    service::robots,
                    Site.of(configuration.plant(), configuration.types().values()),
                    new FlightFiles(configuration.settings().blackBox()),
                    version,
                    () -> service.isRunning() && board.isCaughtUp() && !board.isStoreSlow(),
                    new History(
                            new Archive(configuration.settings().history().directory(), Clock.systemUTC()),
                            service.journals())));
        }

        PlantServer plantServer(Settings.PlantServer wanted) {
            return PlantServer.start(new PlantServer.Setup(
                    new PlantServer.Listen(wanted.bind(), wanted.port()),
                    wanted.directory(),
                    accounts,
                    audit,
                    new PlantServer.Plant(
                            configuration.plant().name(),
                            configuration.types().keySet(),
                            version,
                            new PlantServer.Robots(robots(configuration.plant()), service::robots)),
                    new AuditedDesk(service.desk(), Deed.OPC_UA, audit),
                    board));
        }
    }

    /**
     * Opens all of them, or none.
     *
     * @throws IllegalStateException when one cannot be opened; the message says why
     */
    static Doors open(Service service, LiveBoard board, Configuration configuration, String version) {
        Settings settings = configuration.settings();
        Time clock = Time.ofTheMachine();
        Accounts accounts = accounts(settings, clock);
        Optional<AuditTrail> trail = asks(settings) ? Optional.of(trail(settings, clock)) : Optional.empty();
        Audit audit = trail.<Audit>map(kept -> kept).orElse(Audit.NONE);
        Inside inside = new Inside(service, board, configuration, version, accounts, audit);
        Optional<Web> web = Optional.empty();
        try {
            Web opened = inside.web(clock);
            web = Optional.of(opened);
            Optional<PlantServer> plantServer = settings.plantServer().map(inside::plantServer);
            return new Doors(
                    opened,
                    plantServer,
                    trail,
                    trail.map(kept -> AccessWatch.begin(new AccessFacts(settings, accounts), kept)),
                    Recorder.watch(keeping(settings.history()), board::now, service::robots));
        } catch (IllegalStateException e) {
            web.ifPresent(Web::close);
            trail.ifPresent(AuditTrail::close);
            throw e;
        }
    }

    private static Keeping keeping(Settings.History history) {
        return new Keeping(
                history.directory(), Duration.ofDays(history.days()), history.megabytes() * Keeping.MEGABYTE);
    }

    private static Map<String, List<RobotSpec>> robots(PlantSpec plant) {
        return plant.allCells().collect(Collectors.toMap(cell -> cell.id().value(), CellSpec::robots));
    }

    /** Whether any door asks who comes. */
    private static boolean asks(Settings settings) {
        return settings.http().entry() == Settings.Entry.LOGIN
                || settings.plantServer().isPresent();
    }

    private static AuditTrail trail(Settings settings, Time clock) {
        try {
            return AuditTrail.open(settings.access().auditTrail(), clock);
        } catch (IOException e) {
            throw new IllegalStateException("cannot keep an audit trail: " + e.getMessage(), e);
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
        if (asks(settings)) {
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
        recorder.close();
        plantServer.ifPresent(PlantServer::close);
        web.close();
        watch.ifPresent(AccessWatch::close);
        trail.ifPresent(AuditTrail::close);
    }
}
