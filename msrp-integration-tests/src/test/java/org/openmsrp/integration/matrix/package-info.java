// SPDX-License-Identifier: Apache-2.0

/** What sessions can do, on every transport, with TLS and without, and how TLS says no. */
@NullMarked
package org.openmsrp.integration.matrix;

import org.jspecify.annotations.NullMarked;
