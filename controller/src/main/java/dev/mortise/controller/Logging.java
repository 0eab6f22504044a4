package dev.mortise.controller;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.mortise.controller.config.Settings;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where log lines go: standard error, as text for eyes or as JSON for machines. */
final class Logging {

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} %msg%n";

    private Logging() {}

    /** Before settings are read: problems only. */
    static void quiet() {
        configure(new Settings.Log("text", "WARN"));
    }

    /** As mortise.yaml says; auto is text on a terminal, which the launcher tells, and JSON otherwise. */
    static void configure(Settings.Log settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        boolean text = settings.format().equals("text")
                || (settings.format().equals("auto") && Boolean.getBoolean("mortise.terminal.err"));
        Encoder<ILoggingEvent> encoder = text ? text(context) : json(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.WARN);
        context.getLogger("dev.mortise").setLevel(Level.toLevel(settings.level(), Level.INFO));
        // a PLC that is off would fill the log with stack traces; the link says it in one line
        context.getLogger("org.eclipse.milo").setLevel(Level.ERROR);
        // anybody who reaches the plant server could fill the log with them, too
        context.getLogger("org.eclipse.milo.opcua.stack.transport.server").setLevel(Level.OFF);
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(context);
        return encoder;
    }
}
