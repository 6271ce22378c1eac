CREATE TABLE `tripCost` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`trip` text,
	`fiscalYear` integer,
	`itemJa` text,
	`amount` integer,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `tripCost_trip` ON `tripCost` (`trip`);--> statement-breakpoint
ALTER TABLE `programmeItem` ADD `utcOffset` integer;