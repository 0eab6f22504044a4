package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.process.ProcessPlan;

/** One rack under construction: its plan and its history; everything else follows from them. */
public record RackBuild(RackId id, String type, ProcessPlan plan) {}
