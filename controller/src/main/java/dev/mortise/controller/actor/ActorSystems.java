package dev.mortise.controller.actor;

import akka.actor.BootstrapSetup;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import com.typesafe.config.Config;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/**
 * Starts actor systems without the manifests of the jars on the class path. Akka reads them all to compare the versions of its
 * own parts, which the build has settled; those of signed jars name every class, and all of them take two thirds of a second
 * of a controller's start.
 */
public final class ActorSystems {

    private static final ClassLoader CLASSES = new ClassLoader(ActorSystems.class.getClassLoader()) {
        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals("META-INF/MANIFEST.MF") ? Collections.emptyEnumeration() : super.getResources(name);
        }
    };

    private ActorSystems() {}

    /** A system that runs a guardian, by a configuration that is complete. */
    public static <T> ActorSystem<T> start(Behavior<T> guardian, String name, Config config) {
        return ActorSystem.create(guardian, name, BootstrapSetup.create(config).withClassloader(CLASSES));
    }
}
