package org.fangpin110.risk;

/**
 * Net income a head and year below which households of a region are looked at.
 *
 * @param year of the line, which may be an earlier one than asked for
 * @param basis the document it comes from
 */
public record IncomeLine(String regionCode, int year, int version, int yuan, String basis) {}
