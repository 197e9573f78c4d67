// SPDX-License-Identifier: Apache-2.0
/** MSRP URIs and paths (RFC 4975 §6, §9). */
@NullMarked
package org.openmsrp.domain.uri;

import org.jspecify.annotations.NullMarked;
