package dev.mortise.controller.domain.process;

import java.util.List;
import java.util.Optional;

/**
 * What a robot does in one step: segments in order, at rest between them but where one says that it blends.
 *
 * @param payloadKilograms what the robot carries, as far as the plan says; else 0
 */
public record MotionProgram(List<Segment> segments, double payloadKilograms) {

    /** The plan says nothing of a load. */
    public MotionProgram(List<Segment> segments) {
        this(segments, 0);
    }

    public MotionProgram {
        segments = List.copyOf(segments);
        for (int i = 0; i + 1 < segments.size(); i++) {
            if (segments.get(i) instanceof Segment.Insert) {
                throw new IllegalArgumentException("an insertion ends a program; segment " + i + " is not the last");
            }
        }
    }

    /** The push that ends the program, when there is one. */
    public Optional<Segment.Insert> insertion() {
        return segments.isEmpty() || !(segments.get(segments.size() - 1) instanceof Segment.Insert insert)
                ? Optional.empty()
                : Optional.of(insert);
    }

    /**
     * How near a place is passed without a stop: the way to the next one begins before it, and is nowhere farther from both ways than the radius.
     *
     * @param radius 0: it is rested there
     */
    public record Blend(double radius, Of of) {

        /** To rest. */
        public static final Blend NONE = new Blend(0, Of.AXES);

        /** What the radius is between. */
        public enum Of {
            /** m between the prismatic axes' positions; for a robot without any, rad of each axis; nothing where a way is straight for the tool */
            AXES,
            /** m between places of the tool, of a robot whose geometry is known */
            TOOL
        }

        /** Of the axes' positions. */
        public static Blend ofAxes(double radius) {
            return new Blend(radius, Of.AXES);
        }

        /** Of the tool. */
        public static Blend ofTool(double metres) {
            return new Blend(metres, Of.TOOL);
        }
    }

    public sealed interface Segment {

        /**
         * Jerk-limited, synchronised joint motion to a target.
         *
         * @param target one value per axis, rad or m
         * @param speed 0..1 of the axes' limits
         * @param blend how near the target is passed without a stop; not before an insertion and at the program's end
         */
        record Joints(List<Double> target, double speed, Blend blend) implements Segment {

            /** To rest at the target. */
            public Joints(List<Double> target, double speed) {
                this(target, speed, Blend.NONE);
            }

            public Joints {
                target = List.copyOf(target);
            }
        }

        /**
         * Straight motion of the tool, turning evenly on the way, to where it is with the axes at a target. Of a robot whose geometry is known.
         *
         * @param target one value per axis, rad or m
         * @param speed 0..1 of the axes' limits
         * @param blend as with {@link Joints}, of the tool
         */
        record Straight(List<Double> target, double speed, Blend blend) implements Segment {

            /** To rest at the target. */
            public Straight(List<Double> target, double speed) {
                this(target, speed, Blend.NONE);
            }

            public Straight {
                target = List.copyOf(target);
            }
        }

        /**
         * Guarded push along one axis from where the robot stands, until the part is seated.
         *
         * @param axis index of the pushing axis
         * @param strokeMetres distance to the hard stop
         * @param freeTravelMetres distance before contact may begin; contact earlier is early contact
         * @param speedMetresPerSecond during free travel
         * @param contactSpeedMetresPerSecond from there on
         * @param forceMaxNewtons more is over-force: stop, retract, part failure {@code overforce}
         * @param seatForceNewtons force that tells the hard stop
         * @param depthMinMetres seated not before this depth
         * @param search what is done at an early contact; empty: it is a part failure at once
         * @param dampingNewtonSecondsPerMetre by which the push slows down as force grows; 0: it does not
         * @param yields how it gives way to forces beside it; empty: it keeps its line
         */
        record Insert(
                int axis,
                double strokeMetres,
                double freeTravelMetres,
                double speedMetresPerSecond,
                double contactSpeedMetresPerSecond,
                double forceMaxNewtons,
                double seatForceNewtons,
                double depthMinMetres,
                Optional<Search> search,
                double dampingNewtonSecondsPerMetre,
                Optional<Yield> yields)
                implements Segment {

            /**
             * A search beside the place where a part met something too early.
             *
             * @param radiusMetres no farther from the middle
             * @param pitchMetres from place to place
             */
            public record Search(double radiusMetres, double pitchMetres) {}

            /**
             * Giving way to the sides, as if a damper held the part on its line.
             *
             * @param dampingNewtonSecondsPerMetre force for a speed
             * @param maxMetres no farther along either side
             */
            public record Yield(double dampingNewtonSecondsPerMetre, double maxMetres) {}
        }
    }
}
