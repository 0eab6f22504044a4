/** The plant as a body in three dimensions, made of what plant.yaml says, and written as glTF 2.0: for the pages and for other programs. */
@NullMarked
package dev.mortise.controller.floor;

import org.jspecify.annotations.NullMarked;
