/** The packaged product, driven as people drive it: processes, files, ports, exit codes. */
@NullMarked
package dev.mortise.deploy;

import org.jspecify.annotations.NullMarked;
