// SPDX-License-Identifier: Apache-2.0
/** What all of the domain rests on: the grammar's basic rules, their error, and status codes. */
@NullMarked
package org.openmsrp.domain;

import org.jspecify.annotations.NullMarked;
