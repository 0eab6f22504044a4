package dev.mortise.controller;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Hears what is logged by a class, or by a package, until it is closed. */
public final class WhatIsLogged implements AutoCloseable {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    private WhatIsLogged(org.slf4j.Logger logger) {
        this.logger = (Logger) logger;
        said.start();
        this.logger.addAppender(said);
    }

    public static WhatIsLogged by(Class<?> one) {
        return new WhatIsLogged(LoggerFactory.getLogger(one));
    }

    /** By all classes of that package and those below. */
    public static WhatIsLogged inThePackageOf(Class<?> one) {
        return new WhatIsLogged(LoggerFactory.getLogger(one.getPackageName()));
    }

    /** So far, in order. */
    public List<ILoggingEvent> events() {
        return List.copyOf(said.list);
    }

    /** The sentences of warnings and worse. */
    public List<String> warnings() {
        return events().stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** All sentences. */
    public List<String> sentences() {
        return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(said);
    }
}
